"""What annotation is: frozen values and pure functions. The ground floor."""
