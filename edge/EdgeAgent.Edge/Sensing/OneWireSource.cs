using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Sensing;

/// <summary>Thermometers on the 1-Wire bus (family 28 and relatives). Their own serial number is the id.</summary>
/// <remarks>Source: the kernel's <c>Documentation/w1/slaves/w1_therm.rst</c>: <c>temperature</c> in m°C. Reading takes up to 750 ms.</remarks>
internal sealed class OneWireSource(SysFiles files) : ISenseSource
{
    private static readonly string[] s_families = ["10-", "22-", "28-", "3b-", "42-"];

    public IEnumerable<Sense> Scan()
    {
        foreach (var directory in files.Directories("sys/bus/w1/devices"))
        {
            var serial = Path.GetFileName(directory);
            if (s_families.Any(family => serial.StartsWith(family, StringComparison.Ordinal)))
            {
                yield return new FileSense(
                    new PointInfo(
                        SenseNames.Id("w1", serial, "temp"), SenseNames.Name("thermometer", serial),
                        PointKind.Temperature, Unit: "°C"),
                    Path.Combine(directory, "temperature"), 1e-3);
            }
        }
    }
}
