"""One RNTK Gram (one layer, ReLU) with JAX, float64, jitted, a scan over the steps, on one core.

python rntk_jax.py plain: on n x n matrices; python rntk_jax.py blocks: on blocks of 1024 pairs of the
upper triangle, one after the other. Input and output as in rntk_numpy.py; compiling is not counted.
"""

import sys

import one_core
import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)
BLOCK = 1024


def transforms(s, scale):
    c = jnp.clip(s / scale, -1, 1)
    angle = jnp.pi - jnp.arccos(c)
    return scale / (2 * jnp.pi) * (c * angle + jnp.sqrt(1 - c * c)), angle / (2 * jnp.pi)


def deviations(x, w, u, b, h):
    """sqrt(q) of every series and step."""

    def step(q, value):
        q = w * q / 2 + u * value**2 + b
        return q, jnp.sqrt(q)

    _, found = jax.lax.scan(step, jnp.full(x.shape[0], 2 * h), x.T)
    return found  # (T, n)


@jax.jit
def plain(x, w, u, b, h):
    r = deviations(x, w, u, b, h)

    def step(carry, now):
        s, theta, last = carry
        value, deviation = now
        f, g = transforms(s, jnp.outer(last, last))
        s = w * f + u * jnp.outer(value, value) + b
        return (s, s + w * g * theta, deviation), None

    s = w * h * jnp.eye(x.shape[0]) + u * jnp.outer(x[:, 0], x[:, 0]) + b
    (s, theta, last), _ = jax.lax.scan(step, (s, s, r[0]), (x.T[1:], r[1:]))
    f, g = transforms(s, jnp.outer(last, last))
    return f + g * theta


@jax.jit
def blocks(x, w, u, b, h, rows, columns):
    r, xt = deviations(x, w, u, b, h), x.T

    def block(places):
        i, j = places

        def step(carry, now):
            s, theta, scale = carry
            value, deviation = now
            f, g = transforms(s, scale)
            s = w * f + u * value[i] * value[j] + b
            return (s, s + w * g * theta, deviation[i] * deviation[j]), None

        s = w * h * (i == j) + u * xt[0, i] * xt[0, j] + b
        start = (s, s, r[0, i] * r[0, j])
        (s, theta, scale), _ = jax.lax.scan(step, start, (xt[1:], r[1:]))
        f, g = transforms(s, scale)
        return f + g * theta

    return jax.lax.map(block, (rows, columns))


case = one_core.case()
n = case["n"]
x = jnp.asarray(np.fromfile(case["file"]).reshape(n, case["T"]))
squares = [case[name] ** 2 for name in ("sigmaW", "sigmaU", "sigmaB", "sigmaH")]
if sys.argv[1] == "plain":
    run = lambda: plain(x, *squares).block_until_ready()
    read = lambda gram: (np.diag(np.asarray(gram)), gram[0, -1])
else:
    i, j = np.triu_indices(n)
    padding = -len(i) % BLOCK
    rows, columns = (np.pad(k, (0, padding)).reshape(-1, BLOCK) for k in (i, j))
    run = lambda: blocks(x, *squares, rows, columns).block_until_ready()
    read = lambda values: (np.asarray(values).ravel()[: len(i)][i == j], values.ravel()[n - 1])
run()
seconds, gram = one_core.timed(case["repeats"], run)
one_core.report(seconds, *read(gram))
