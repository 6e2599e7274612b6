namespace EdgeAgent.Edge.Wiring;

/// <summary>A GPIO line. Chips are named by their label, never by number: numbers change from kernel to kernel.</summary>
/// <param name="Line">The line's name, for example <c>GPIO17</c>, or its number on the chip.</param>
/// <param name="Chip">The chip's label; null: the first chip that has a line of this name.</param>
/// <param name="ActiveLow">Whether a low level means 1.</param>
/// <param name="Pull"><c>up</c>, <c>down</c> or null.</param>
/// <param name="DebounceMs">An input counts as moved when it has held so long.</param>
/// <param name="Counts">Whether an input counts its rising edges instead of telling its level.</param>
internal sealed record GpioWire(
    string Line, string? Chip = null, bool ActiveLow = false, string? Pull = null, int DebounceMs = 20, bool Counts = false);
