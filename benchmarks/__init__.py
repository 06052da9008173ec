"""What a message costs: the product over HTTP, beside a bare skeleton and a flushed pickle, in one run."""
