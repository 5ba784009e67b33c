"""One epoch of training recurrent networks with PyTorch, forward, backward and RMSProp's step, on one core.

Reads {"cell": "relu" | "gru", "n", "T", "units", "batch", "repeats"} from standard input and prints a list:
processor seconds of every repeat. The first epoch is not counted.
"""

import one_core
import json
import torch
from torch import nn

torch.set_num_threads(1)


def epoch_of(cell, n, T, units, batch):
    torch.manual_seed(0)
    network = nn.GRU(1, units) if cell == "gru" else nn.RNN(1, units, nonlinearity="relu")
    read_out = nn.Linear(units, 3)
    parameters = [*network.parameters(), *read_out.parameters()]
    optimiser = torch.optim.RMSprop(parameters, lr=1e-4)
    x, labels = torch.randn(T, n, 1) / T**0.5, torch.arange(n) % 3

    def epoch():
        for start in range(0, n, batch):
            optimiser.zero_grad()
            states, _ = network(x[:, start : start + batch])
            logits = read_out(states[-1])
            nn.functional.cross_entropy(logits, labels[start : start + batch]).backward()
            optimiser.step()

    return epoch


case = one_core.case()
repeats = case.pop("repeats")
epoch = epoch_of(**case)
epoch()
seconds, _ = one_core.timed(repeats, epoch)
print(json.dumps(seconds))
