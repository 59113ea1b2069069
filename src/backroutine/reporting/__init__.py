"""What a plan says of itself, by the Consensus on Exercise Reporting Template (CERT).

The template lists the 16 things that others must know to repeat an exercise program;
three of them have two halves. It is the source `cert-template`. What the data does not
say stays unknown.
"""

from ._cert import cert
from ._report import Cert, CertItem

__all__ = ["Cert", "CertItem", "cert"]
