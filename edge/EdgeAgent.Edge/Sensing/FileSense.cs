using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Sensing;

/// <summary>A number in a file of the kernel: (raw + offset) × scale.</summary>
internal sealed class FileSense(PointInfo info, string path, double scale, double offset = 0) : Sense(info)
{
    private const int Digits = 6;

    public override double? Read() => SysFiles.Number(path) is { } raw ? Math.Round((raw + offset) * scale, Digits) : null;
}
