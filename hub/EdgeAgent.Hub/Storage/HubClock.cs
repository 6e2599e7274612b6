using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Hub.Storage;

/// <summary>The hub's time: the system's, or, where that is certainly wrong, the last time that was known, running on.</summary>
/// <remarks>
/// Certainly wrong is a time before the home's authority was made, or after it has ended: a box without a battery starts
/// in 1970, and a typing error may set 2099. Devices would find every certificate ended or not begun; so the hub goes on
/// from what it knows and says so. A plausible time is never doubted: nobody knows better than the system.
/// </remarks>
internal sealed class HubClock : TimeProvider
{
    /// <summary>Where the last known time is kept, Unix seconds.</summary>
    public const string FileName = "clock";

    private const int FileBytes = 64;

    /// <summary>Before the first version was written; for a home that has no authority yet.</summary>
    private static readonly DateTimeOffset s_earliest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TimeProvider _system;
    private readonly string _file;
    private readonly long _start;
    private readonly DateTimeOffset _earliest;
    private readonly DateTimeOffset _latest;
    private readonly DateTimeOffset _known;

    /// <summary>Reads what is known in the directory.</summary>
    /// <exception cref="StorageException">The system's clock is certainly wrong, and there is no home yet that could know better.</exception>
    public HubClock(TimeProvider system, DataDirectory directory)
    {
        _system = system;
        _file = directory.Path(FileName);
        _start = system.GetTimestamp();
        (_earliest, _latest) = AuthorityDates(directory) ?? (s_earliest, DateTimeOffset.MaxValue);
        _known = Kept() is { } kept && kept > _earliest && kept < _latest ? kept : _earliest + CertificateAuthority.ClockTolerance;
        if (IsWrong && _latest == DateTimeOffset.MaxValue)
        {
            throw new StorageException(
                $"This machine's clock says {system.GetUtcNow():yyyy-MM-dd}, which is wrong. A home begins with the right "
                + "time: set the clock (for example: timedatectl set-ntp true), then start the hub again.");
        }
    }

    /// <summary>Whether the system's clock is certainly wrong.</summary>
    public bool IsWrong => !IsPlausible(_system.GetUtcNow());

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _system.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => _system.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        var now = _system.GetUtcNow();
        return IsPlausible(now) ? now : _known + _system.GetElapsedTime(_start);
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => _system.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _system.CreateTimer(callback, state, dueTime, period);

    /// <summary>Keeps the time for a later start.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Keep() => PrivateFile.WriteAtomic(
        _file, Encoding.ASCII.GetBytes(GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));

    private bool IsPlausible(DateTimeOffset time) => time >= _earliest && time <= _latest;

    private DateTimeOffset? Kept()
    {
        try
        {
            return File.Exists(_file)
                && long.TryParse(
                    Encoding.ASCII.GetString(PrivateFile.Read(_file, FileBytes)),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var seconds)
                && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                    ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                    : null;
        }
        catch (Exception e) when (e is IOException or KeyFileException)
        {
            return null; // only a hint, and the authority's beginning is one too
        }
    }

    private static (DateTimeOffset Earliest, DateTimeOffset Latest)? AuthorityDates(DataDirectory directory)
    {
        (DateTimeOffset Earliest, DateTimeOffset Latest)? dates = null;
        foreach (var folder in Directory.EnumerateDirectories(directory.Root, $"{Devices.HomeAuthorities.FirstDirectory}*"))
        {
            try
            {
                using var root = X509CertificateLoader.LoadCertificateFromFile(
                    Path.Combine(folder, CertificateAuthority.CertificateFile));
                var begins = new DateTimeOffset(root.NotBefore.ToUniversalTime());
                var ends = new DateTimeOffset(root.NotAfter.ToUniversalTime());
                dates = dates is { } known
                    ? (begins < known.Earliest ? begins : known.Earliest, ends > known.Latest ? ends : known.Latest)
                    : (begins, ends);
            }
            catch (Exception e) when (e is IOException or CryptographicException)
            {
                // Half made, or damaged: who loads the authority says so.
            }
        }
        return dates;
    }
}
