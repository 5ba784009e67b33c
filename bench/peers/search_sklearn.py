"""The cross-validated search on precomputed Grams with scikit-learn's SVC or KernelRidge, on one core.

python search_sklearn.py <folder> svc|ridge: reads <folder>/cases.json (name, n, repeats, C of every case;
the values of C are those of the ridge with KernelRidge, on one-hot targets)
and for each case <name>.gram (float64, n x n), <name>.labels and <name>.folds (int32, n).
Prints one JSON line a case: processor seconds of every repeat, and the rightly classified held-out
cases of every (fold, C), C fastest.
"""

import json
import os
import pathlib
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

import numpy as np
from sklearn.kernel_ridge import KernelRidge
from sklearn.svm import SVC


def svc(cost, gram, labels, held):
    return SVC(C=cost, kernel="precomputed").fit(gram, labels).predict(held)


def ridge(alpha, gram, labels, held):
    classes = np.unique(labels)
    machine = KernelRidge(alpha=alpha, kernel="precomputed").fit(gram, labels[:, None] == classes)
    return classes[machine.predict(held).argmax(axis=1)]


def search(predict, gram, labels, folds, costs):
    counts = []
    for fold in range(folds.max() + 1):
        train, held = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        gram_train, gram_held = gram[np.ix_(train, train)], gram[np.ix_(held, train)]
        for cost in costs:
            predicted = predict(cost, gram_train, labels[train], gram_held)
            counts.append(int((predicted == labels[held]).sum()))
    return counts


folder = pathlib.Path(sys.argv[1])
machine = {"svc": svc, "ridge": ridge}[sys.argv[2]]
for case in json.loads((folder / "cases.json").read_text()):
    name, n = case["name"], case["n"]
    gram = np.fromfile(folder / f"{name}.gram").reshape(n, n)
    labels = np.fromfile(folder / f"{name}.labels", np.int32)
    folds = np.fromfile(folder / f"{name}.folds", np.int32)
    seconds = []
    for _ in range(case["repeats"]):
        start = time.process_time()
        counts = search(machine, gram, labels, folds, case["C"])
        seconds.append(time.process_time() - start)
    print(json.dumps({"name": name, "seconds": seconds, "counts": counts}), flush=True)
