"""Documents and open-data records, rendered from projections."""
