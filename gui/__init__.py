"""The window: the only place that imports Qt.

Here, before numpy is loaded, its linear algebra is told to keep to one thread: the matrices of a call are small, and
threads that wait for one another on a busy computer cost more than they save.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
