"""The NTKs of a grid with neural-tangents, jitted, on one core: fully connected ReLU networks.

Reads {"file": series as float64 (n, T), "n", "T", "layers", "sigmaW", "sigmaB"} (lists) from standard
input. Every depth is compiled once; sigmas are passed as numbers, compiling is not counted.
"""

import one_core
import jax
import numpy as np
from neural_tangents import stax

jax.config.update("jax_enable_x64", True)


def kernel(depth):
    def run(x, w, b):
        layers = []
        for _ in range(depth):
            layers += [stax.Dense(1, W_std=w, b_std=b), stax.Relu()]
        _, _, function = stax.serial(*layers, stax.Dense(1, W_std=w, b_std=b))
        return function(x, None, "ntk")

    return jax.jit(run)


case = one_core.case()
x = jax.numpy.asarray(np.fromfile(case["file"]).reshape(case["n"], case["T"]))
total = 0.0
for depth in case["layers"]:
    run = kernel(depth)
    run(x, case["sigmaW"][0], case["sigmaB"][0]).block_until_ready()

    def grid():
        for w in case["sigmaW"]:
            for b in case["sigmaB"]:
                gram = run(x, w, b).block_until_ready()
        return gram

    (seconds,), gram = one_core.timed(1, grid)
    total += seconds
one_core.report([total], np.diag(np.asarray(gram)), gram[0, -1])
