"""One RNTK Gram (one layer, ReLU) with NumPy: n x n matrices, one step at a time, on one core.

Reads {"file": series as float64 (n, T), "n", "T", "repeats", "sigmaW", "sigmaU", "sigmaB", "sigmaH"}
from standard input; prints the processor seconds of every repeat, the Gram's diagonal and
its corner.
"""

import one_core
import numpy as np


def transforms(s):
    """E relu(u) relu(u') and E relu'(u) relu'(u') for Gaussians with the covariances s."""
    q = np.diag(s)
    scale = np.sqrt(np.outer(q, q))
    c = np.clip(s / scale, -1, 1)
    angle = np.pi - np.arccos(c)
    return scale / (2 * np.pi) * (c * angle + np.sqrt(1 - c * c)), angle / (2 * np.pi)


def rntk(x, sigma_w, sigma_u, sigma_b, sigma_h):
    n, steps = x.shape
    w, u, b = sigma_w**2, sigma_u**2, sigma_b**2
    s = w * sigma_h**2 * np.eye(n) + u * np.outer(x[:, 0], x[:, 0]) + b
    theta = s
    for t in range(1, steps):
        f, g = transforms(s)
        s = w * f + u * np.outer(x[:, t], x[:, t]) + b
        theta = s + w * g * theta
    f, g = transforms(s)
    return f + g * theta


case = one_core.case()
x = np.fromfile(case["file"]).reshape(case["n"], case["T"])
sigmas = [case[name] for name in ("sigmaW", "sigmaU", "sigmaB", "sigmaH")]
seconds, gram = one_core.timed(case["repeats"], lambda: rntk(x, *sigmas))
one_core.report(seconds, np.diag(gram), gram[0, -1])
