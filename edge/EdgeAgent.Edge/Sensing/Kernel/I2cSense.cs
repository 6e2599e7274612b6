using System.Globalization;
using System.Runtime.InteropServices;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Wiring;

namespace EdgeAgent.Edge.Sensing.Kernel;

/// <summary>A register of an I2C chip, through the kernel's <c>i2c-dev</c>.</summary>
/// <remarks>Source: the kernel's <c>Documentation/i2c/dev-interface.rst</c>: I2C_SLAVE is 0x0703; a write of the register's number, then a read.</remarks>
internal sealed class I2cSense(PointInfo info, I2cWire wire, SysFiles files) : Sense(info)
{
    private const nuint UseSlave = 0x0703;
    private const int Digits = 6;

    private bool _started;

    public override double? Read()
    {
        try
        {
            return Bus() is { } bus ? Read(bus) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _started = false; // it may have lost its power: its mode is set anew
            return null;
        }
    }

    private unsafe double Read(string bus)
    {
        using var handle = File.OpenHandle(bus, FileMode.Open, FileAccess.ReadWrite);
        if (KernelApi.ioctl((int)handle.DangerousGetHandle(), UseSlave, (void*)wire.Address) < 0)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        }
        using var stream = new FileStream(handle, FileAccess.ReadWrite, bufferSize: 0);
        if (!_started && wire.Start is { Count: > 0 } start)
        {
            stream.Write([.. start.Select(value => (byte)value)]);
        }
        _started = true;
        stream.Write([(byte)wire.Register]);
        Span<byte> bytes = stackalloc byte[wire.Bytes];
        stream.ReadExactly(bytes);
        if (wire.LittleEndian)
        {
            bytes.Reverse();
        }
        long raw = 0;
        foreach (var value in bytes)
        {
            raw = (raw << 8) | value;
        }
        var spare = 64 - (8 * wire.Bytes);
        raw = wire.Signed ? raw << spare >> spare : raw;
        return Math.Round(((raw >> wire.ShiftRight) * wire.Scale) + wire.Offset, Digits);
    }

    /// <summary>Adapters are found by name: their numbers change from kernel to kernel.</summary>
    private string? Bus()
    {
        if (int.TryParse(wire.Bus, CultureInfo.InvariantCulture, out var number))
        {
            return files.Path($"dev/i2c-{number}");
        }
        return files.Directories("sys/class/i2c-adapter")
            .Where(adapter => SysFiles.Line(Path.Combine(adapter, "name"))?.Contains(wire.Bus, StringComparison.Ordinal) == true)
            .Select(adapter => files.Path(Path.Combine("dev", Path.GetFileName(adapter))))
            .FirstOrDefault();
    }
}
