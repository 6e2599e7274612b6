using System.Globalization;
using EdgeAgent.Edge.Sensing;
using EdgeAgent.Edge.Wiring;

namespace EdgeAgent.Edge.Actuating;

/// <summary>A LED of the kernel.</summary>
/// <remarks>Source: the kernel's <c>Documentation/leds/leds-class.rst</c>: brightness 0 to max_brightness; a trigger would fight for it.</remarks>
internal sealed class LedHand(Wire wire, SysFiles files) : Hand(wire)
{
    protected override void Move(double value)
    {
        var led = files.Path(Path.Combine("sys/class/leds", Wire.Led!.Name));
        var most = SysFiles.Number(Path.Combine(led, "max_brightness")) ?? throw new IOException($"There is no LED {Wire.Led.Name}.");
        if (File.Exists(Path.Combine(led, "trigger")))
        {
            SysFiles.Write(Path.Combine(led, "trigger"), "none");
        }
        SysFiles.Write(
            Path.Combine(led, "brightness"), Math.Round(most * Share(value)).ToString(CultureInfo.InvariantCulture));
    }
}
