#!/bin/sh
# A peer that takes no time and finds nothing.
while read -r request; do
    echo '{"ms": 1, "lines": []}'
done
