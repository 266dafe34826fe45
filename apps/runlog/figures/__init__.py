"""What a run's page draws and tells out of its samples. Plain numbers in, plain values out."""
