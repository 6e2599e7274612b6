using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace EdgeAgent.Edge.Sensing.Kernel;

/// <summary>One requested line of a GPIO chip, by the kernel's character device, version 2. The kernel debounces and stamps edges; no library is needed.</summary>
/// <remarks>
/// Source: <c>include/uapi/linux/gpio.h</c>. Layout of <c>struct gpio_v2_line_request</c> (592 bytes): offsets at 0,
/// consumer at 256, config at 288 (flags 0, num_attrs 8, attrs 32 with 24 bytes each), num_lines 560, fd 588.
/// </remarks>
internal sealed class GpioLine : IDisposable
{
    private const nuint GetChipInfo = 0x8044B401;
    private const nuint GetLineInfo = 0xC100B405;
    private const nuint GetLine = 0xC250B407;
    private const nuint GetValues = 0xC010B40E;
    private const nuint SetValues = 0xC010B40F;

    private const int NameBytes = 32;
    private const int ChipInfoBytes = 68;
    private const int LineInfoBytes = 256;
    private const int RequestBytes = 592;
    private const int EventBytes = 48;

    private const ulong ActiveLow = 1 << 1;
    private const ulong Input = 1 << 2;
    private const ulong Output = 1 << 3;
    private const ulong Rising = 1 << 4;
    private const ulong Falling = 1 << 5;
    private const ulong PullUp = 1 << 8;
    private const ulong PullDown = 1 << 9;
    private const uint OutputValuesAttribute = 2;
    private const uint DebounceAttribute = 3;

    private readonly SafeFileHandle _line;

    private GpioLine(SafeFileHandle line) => _line = line;

    /// <summary>Finds and requests an input.</summary>
    /// <exception cref="IOException">There is no such line, it is in use, or the agent may not.</exception>
    public static GpioLine OpenInput(SysFiles files, Wiring.GpioWire wire) => Open(
        files, wire, Input | Rising | Falling, DebounceAttribute, (ulong)wire.DebounceMs * 1_000, wire.DebounceMs > 0);

    /// <summary>Finds and requests an output with its first value.</summary>
    /// <exception cref="IOException">There is no such line, it is in use, or the agent may not.</exception>
    public static GpioLine OpenOutput(SysFiles files, Wiring.GpioWire wire, bool on) =>
        Open(files, wire, Output, OutputValuesAttribute, on ? 1UL : 0, hasAttribute: true);

    /// <summary>The level; true is active.</summary>
    /// <exception cref="IOException">The chip is gone.</exception>
    public unsafe bool Read()
    {
        var values = stackalloc ulong[2] { 0, 1 };
        Check(KernelApi.ioctl(Fd, GetValues, values), "read");
        return (values[0] & 1) != 0;
    }

    /// <summary>Sets the level; true is active.</summary>
    /// <exception cref="IOException">The chip is gone.</exception>
    public unsafe void Write(bool on)
    {
        var values = stackalloc ulong[2] { on ? 1UL : 0, 1 };
        Check(KernelApi.ioctl(Fd, SetValues, values), "write");
    }

    /// <summary>Waits for edges.</summary>
    /// <param name="timeoutMs">Longest wait.</param>
    /// <returns>Edges to active and to inactive since the last call.</returns>
    /// <exception cref="IOException">The chip is gone.</exception>
    public unsafe (int Rising, int Falling) WaitEdges(int timeoutMs)
    {
        var poll = new PollFd { Fd = Fd, Events = PollFd.In };
        if (KernelApi.poll(&poll, 1, timeoutMs) <= 0)
        {
            return default;
        }
        const int most = 16;
        var buffer = stackalloc byte[most * EventBytes];
        var read = (int)KernelApi.read(Fd, buffer, most * EventBytes);
        Check(read, "read edges of");
        var (rising, falling) = (0, 0);
        for (var at = 0; at + EventBytes <= read; at += EventBytes)
        {
            // struct gpio_v2_line_event: timestamp_ns at 0, id at 8 (1 rising, 2 falling).
            _ = *(uint*)(buffer + at + 8) == 1 ? rising++ : falling++;
        }
        return (rising, falling);
    }

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    private int Fd => (int)_line.DangerousGetHandle(); // held by this object for as long as it is used

    private static GpioLine Open(
        SysFiles files, Wiring.GpioWire wire, ulong flags, uint attribute, ulong value, bool hasAttribute)
    {
        flags |= (wire.ActiveLow ? ActiveLow : 0) | (wire.Pull switch { "up" => PullUp, "down" => PullDown, _ => 0UL });
        foreach (var path in Directory.EnumerateFiles(files.Path("dev"), "gpiochip*").Order(StringComparer.Ordinal))
        {
            using var chip = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            if (Find(chip, wire) is { } offset)
            {
                return new GpioLine(Request(chip, offset, flags, attribute, value, hasAttribute));
            }
        }
        throw new IOException($"There is no GPIO line {wire.Line}{(wire.Chip is null ? "" : $" on a chip {wire.Chip}")}.");
    }

    /// <summary>The line's number on this chip; null where it is not on it.</summary>
    private static unsafe uint? Find(SafeFileHandle chip, Wiring.GpioWire wire)
    {
        var fd = (int)chip.DangerousGetHandle();
        var info = stackalloc byte[ChipInfoBytes];
        Check(KernelApi.ioctl(fd, GetChipInfo, info), "ask");
        var label = Text(info + NameBytes);
        if (wire.Chip is not null && !string.Equals(wire.Chip, label, StringComparison.Ordinal))
        {
            return null;
        }
        var lines = *(uint*)(info + (2 * NameBytes));
        var line = stackalloc byte[LineInfoBytes];
        for (uint offset = 0; offset < lines; offset++)
        {
            new Span<byte>(line, LineInfoBytes).Clear();
            *(uint*)(line + (2 * NameBytes)) = offset;
            Check(KernelApi.ioctl(fd, GetLineInfo, line), "ask");
            if (string.Equals(Text(line), wire.Line, StringComparison.Ordinal))
            {
                return offset;
            }
        }
        return wire.Chip is not null && uint.TryParse(wire.Line, out var number) && number < lines ? number : null;
    }

    private static unsafe SafeFileHandle Request(
        SafeFileHandle chip, uint offset, ulong flags, uint attribute, ulong value, bool hasAttribute)
    {
        Span<byte> request = stackalloc byte[RequestBytes];
        request.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(request, offset);
        "edgeagent"u8.CopyTo(request[256..]);
        BinaryPrimitives.WriteUInt64LittleEndian(request[288..], flags);
        if (hasAttribute)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(request[296..], 1);
            BinaryPrimitives.WriteUInt32LittleEndian(request[320..], attribute);
            BinaryPrimitives.WriteUInt64LittleEndian(request[328..], value);
            BinaryPrimitives.WriteUInt64LittleEndian(request[336..], 1); // mask: the one line
        }
        BinaryPrimitives.WriteUInt32LittleEndian(request[560..], 1);
        fixed (byte* bytes = request)
        {
            Check(KernelApi.ioctl((int)chip.DangerousGetHandle(), GetLine, bytes), "request");
        }
        return new SafeFileHandle(BinaryPrimitives.ReadInt32LittleEndian(request[588..]), ownsHandle: true);
    }

    private static unsafe string Text(byte* name)
    {
        var bytes = new ReadOnlySpan<byte>(name, NameBytes);
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    private static void Check(int result, string what)
    {
        if (result < 0)
        {
            throw new IOException($"Cannot {what} a GPIO line: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
        }
    }
}
