using System.Globalization;
using EdgeAgent.Edge.Sensing;
using EdgeAgent.Edge.Wiring;

namespace EdgeAgent.Edge.Actuating;

/// <summary>A PWM channel.</summary>
/// <remarks>Source: the kernel's <c>Documentation/ABI/testing/sysfs-class-pwm</c>: export, period and duty_cycle in nanoseconds, enable.</remarks>
internal sealed class PwmHand(Wire wire, SysFiles files) : Hand(wire)
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    protected override void Move(double value)
    {
        var pwm = Wire.Pwm!;
        var chip = files.Directories("sys/class/pwm").FirstOrDefault(directory => pwm.Chip is null || SysFiles.Place(directory) == pwm.Chip)
            ?? throw new IOException($"There is no PWM chip{(pwm.Chip is null ? "" : $" {pwm.Chip}")}.");
        var channel = Path.Combine(chip, string.Create(CultureInfo.InvariantCulture, $"pwm{pwm.Channel}"));
        if (!Directory.Exists(channel))
        {
            SysFiles.Write(Path.Combine(chip, "export"), pwm.Channel.ToString(CultureInfo.InvariantCulture));
        }
        var period = NanosecondsPerSecond / pwm.FrequencyHz;
        var duty = (long)(period * Share(value));
        if (SysFiles.Number(Path.Combine(channel, "period")) != period)
        {
            SysFiles.Write(Path.Combine(channel, "duty_cycle"), "0"); // a period shorter than the duty is refused
            SysFiles.Write(Path.Combine(channel, "period"), period.ToString(CultureInfo.InvariantCulture));
        }
        SysFiles.Write(Path.Combine(channel, "duty_cycle"), duty.ToString(CultureInfo.InvariantCulture));
        SysFiles.Write(Path.Combine(channel, "enable"), "1");
    }
}
