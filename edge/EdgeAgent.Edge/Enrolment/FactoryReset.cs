using EdgeAgent.Contracts;
using EdgeAgent.Edge.Claims;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Identity;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Edge.Enrolment;

/// <summary>Makes a data directory as if the agent had never run in it.</summary>
/// <remarks>
/// The order matters when power fails in between: first the home goes, then the key, and the claims last. A key without
/// its claims would begin a second chain and be benched for it; claims without their key are only bytes. A note on the
/// disk makes the next start finish what was begun.
/// </remarks>
public sealed class FactoryReset(DataDirectory data)
{
    /// <summary>Whether one was begun and cut off.</summary>
    public bool IsUnfinished => File.Exists(data.ResetBegun);

    /// <summary>The device's account; null when there is no readable key.</summary>
    public Address? Device
    {
        get
        {
            if (!File.Exists(data.DeviceKey))
            {
                return null;
            }
            using var key = SigningKey.LoadOrCreate(data.DeviceKey);
            return key.Address;
        }
    }

    /// <summary>Claims that the hub is not known to hold: work that was done and would be lost.</summary>
    /// <returns>Null when that cannot be known: the file of claims is missing or damaged.</returns>
    public ulong? UnacknowledgedClaims()
    {
        if (!File.Exists(data.Claims) && !File.Exists(data.ClaimsStarted))
        {
            return 0;
        }
        try
        {
            using var store = new ClaimStore(data, TimeProvider.System, NullLogger<ClaimStore>.Instance);
            var head = store.Open();
            return head.Seq - Math.Min(head.Acked, head.Seq);
        }
        catch (ClaimStoreException)
        {
            return null;
        }
    }

    /// <summary>Deletes everything that the agent has made here; keys are overwritten first, as well as a file system allows. Can be repeated.</summary>
    /// <param name="keepModels">Models are public, and large.</param>
    /// <exception cref="IOException">The disk refuses; call it again.</exception>
    public void Run(bool keepModels)
    {
        PrivateFile.WriteAtomic(data.ResetBegun, keepModels ? "keep models\n"u8 : "all\n"u8);
        File.Delete(data.Home);
        File.Delete(data.HomeNext);
        File.Delete(data.PendingHome);
        foreach (var secret in (string[])[data.DeviceKey, data.TlsKey, data.TlsKeyNext, data.Card])
        {
            SecretFile.Erase(secret);
        }
        foreach (var file in Directory.EnumerateFiles(data.Root, $"{Path.GetFileName(data.Claims)}*"))
        {
            File.Delete(file);
        }
        foreach (var file in (string[])[data.ClaimsStarted, data.Counters, data.Status, data.Settings])
        {
            File.Delete(file);
        }
        if (!keepModels && Directory.Exists(data.Models))
        {
            Directory.Delete(data.Models, recursive: true);
        }
        File.Delete(data.ResetBegun);
    }

    /// <summary>Ends a reset that was cut off, as it was begun.</summary>
    public void Finish() => Run(keepModels: File.ReadAllText(data.ResetBegun).StartsWith("keep", StringComparison.Ordinal));
}
