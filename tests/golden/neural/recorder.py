"""Takes states and maps out of a model's modules by hooks, under Vitrine's names."""


class Recorder:
    def __init__(self):
        self.tensors = {}
        self._handles = []

    def tower(self, name, layers, attentions):
        """`layers`: the modules of a stack. `attentions`: kind → how a layer's module of that kind,
        which answers (states, maps), is found."""
        last = len(layers) - 1
        for index, layer in enumerate(layers):
            self._before(layer, f"hidden.{name}.{index}")
            if index == last:
                self._after(layer, f"hidden.{name}.{last + 1}")
            for kind, module_of in attentions.items():
                self._after(module_of(layer), f"attention.{name}.{index}.{kind}", part=1)

    def after(self, module, name):
        self._after(module, name)

    def after_first(self, module, name):
        """What the module answers the first time alone."""
        self._handles.append(module.register_forward_hook(
            lambda module, given, result: name in self.tensors or self._keep(name, result)))

    def _before(self, module, name):
        self._handles.append(module.register_forward_pre_hook(
            lambda module, given, named: self._keep(
                name, given[0] if given else named["hidden_states"]), with_kwargs=True))

    def _after(self, module, name, part=0):
        self._handles.append(module.register_forward_hook(
            lambda module, given, result: self._keep(
                name, result[part] if isinstance(result, tuple) else result)))

    def _keep(self, name, tensor):
        self.tensors[name] = tensor.detach().clone()

    def close(self):
        """Removes the hooks and gives what was kept."""
        for handle in self._handles:
            handle.remove()
        return self.tensors
