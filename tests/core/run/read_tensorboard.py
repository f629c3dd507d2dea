"""Reads a folder that tensorboard_test.cpp wrote with TensorBoard's own reader and compares every
value. Prints: scalars, histograms, texts read, differences."""

import sys

from tensorboard.backend.event_processing import event_accumulator

sizes = {event_accumulator.SCALARS: 0, event_accumulator.HISTOGRAMS: 0,
         event_accumulator.TENSORS: 0}
log = event_accumulator.EventAccumulator(sys.argv[1], size_guidance=sizes)
log.Reload()
tags = log.Tags()
scalars = histograms = differences = 0
for tag in tags["scalars"]:
    for event in log.Scalars(tag):
        scalars += 1
        differences += event.value != event.step * 0.5 + int(tag[2:])
for event in log.Histograms("h"):
    histograms += 1
    value = event.histogram_value
    expected = (-0.9, 0.8, 6.0 + 4 * event.step, event.step, 2.0 * event.step,
                [-0.5, 0.0, 0.5, 1.0], [1.0, 2.0, 3.0, 4.0 * event.step])
    found = (value.min, value.max, value.num, value.sum, value.sum_squares,
             list(value.bucket_limit), list(value.bucket))
    differences += found != expected
texts = log.Tensors("config")
differences += texts[0].tensor_proto.string_val[0] != b'{"a": 1}' or texts[0].step != 7
print(scalars, histograms, len(texts), differences)
