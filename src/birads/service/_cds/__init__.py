"""Answer CDS Hooks 2.0: what an order system prefetched comes in, cards go out."""
