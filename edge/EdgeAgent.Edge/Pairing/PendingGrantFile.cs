using System.Text.Json;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Identity;
using EdgeAgent.Pairing;

namespace EdgeAgent.Edge.Pairing;

/// <summary>Keeps a grant until the device has connected with it, at most for the hour and for this boot: nothing on the board can tell how long it was switched off.</summary>
internal sealed class PendingGrantFile(DataDirectory data, string bootId, TimeProvider time)
{
    private const int MaxBytes = 2 * WireLimits.MessageBytes;

    /// <summary>Keeps the grant; on the disk when this returns.</summary>
    public void Write(EnrolmentGrant grant, string fingerprint, TimeSpan age)
    {
        var from = (long)(time.GetElapsedTime(0) - age).TotalMilliseconds;
        var pending = new PendingGrant(
            WireJson.Write(grant, WireJson.Default.EnrolmentGrant), fingerprint, bootId, from);
        PrivateFile.WriteAtomic(
            data.PendingHome, JsonSerializer.SerializeToUtf8Bytes(pending, EdgeFileJson.Default.PendingGrant));
    }

    /// <summary>The grant, if it may still be used; a void one is deleted.</summary>
    /// <param name="left">Of its hour.</param>
    public PendingGrant? Read(out TimeSpan left)
    {
        left = TimeSpan.Zero;
        if (!File.Exists(data.PendingHome))
        {
            return null;
        }
        PendingGrant? pending;
        try
        {
            pending = JsonSerializer.Deserialize(
                PrivateFile.Read(data.PendingHome, MaxBytes), EdgeFileJson.Default.PendingGrant);
        }
        catch (JsonException)
        {
            pending = null;
        }
        if (pending is not null && string.Equals(pending.BootId, bootId, StringComparison.Ordinal))
        {
            left = PairingTimes.Run - (time.GetElapsedTime(0) - TimeSpan.FromMilliseconds(pending.AgeFromMs));
        }
        if (left <= TimeSpan.Zero)
        {
            Delete();
            return null;
        }
        return pending;
    }

    /// <summary>The device has connected: the grant becomes its home, and the card's secret is erased.</summary>
    public void Activate(PendingGrant pending)
    {
        HomeFile.Write(data.Home, WireJson.Parse(pending.Grant, WireJson.Default.EnrolmentGrant));
        CardEraser.Erase(data.Card);
        Delete();
    }

    /// <summary>The grant is void.</summary>
    public void Delete() => File.Delete(data.PendingHome);
}
