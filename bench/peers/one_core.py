"""Imported before numpy or jax: keeps the process on one core. Reads the cases, times them."""

import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def case():
    """The case on standard input, as a dictionary."""
    return json.load(sys.stdin)


def timed(repeats, compute):
    """Processor seconds of every repeat, and the last value."""
    seconds = []
    for _ in range(repeats):
        start = time.process_time()
        value = compute()
        seconds.append(time.process_time() - start)
    return seconds, value


def report(seconds, diagonal, corner):
    """Prints the times, the Gram's diagonal and its entry of the first and the last series."""
    values = [float(value) for value in diagonal]
    print(json.dumps({"seconds": seconds, "diagonal": values, "corner": float(corner)}))
