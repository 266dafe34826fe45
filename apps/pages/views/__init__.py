"""Landing and health for everyone; what is a runner's own; what joins the apps."""
