namespace EdgeAgent.Edge.Wiring;

/// <summary>A LED of the kernel. The point's range becomes 0 to full brightness.</summary>
/// <param name="Name">As under <c>/sys/class/leds</c>.</param>
internal sealed record LedWire(string Name);
