namespace EdgeAgent.Edge.Wiring;

/// <summary>A register of an I2C chip that has no driver in the kernel: value = (raw × scale) + offset.</summary>
/// <param name="Bus">The adapter's name as the kernel tells it (a part is enough), or its number.</param>
/// <param name="Address">7 bits.</param>
/// <param name="Register">Where the value stands.</param>
/// <param name="Bytes">1 to 4.</param>
/// <param name="Signed">Whether the raw value is in two's complement.</param>
/// <param name="LittleEndian">Whether the low byte comes first.</param>
/// <param name="ShiftRight">Bits below the value.</param>
/// <param name="Scale">Unit of the raw value.</param>
/// <param name="Offset">Added after the scale.</param>
/// <param name="Start">Bytes written once before the first read, for example a mode.</param>
internal sealed record I2cWire(
    string Bus,
    int Address,
    int Register,
    int Bytes = 2,
    bool Signed = true,
    bool LittleEndian = false,
    int ShiftRight = 0,
    double Scale = 1,
    double Offset = 0,
    IReadOnlyList<int>? Start = null);
