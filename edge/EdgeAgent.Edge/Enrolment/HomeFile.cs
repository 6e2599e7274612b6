using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Renewal;
using EdgeAgent.Identity;

namespace EdgeAgent.Edge.Enrolment;

/// <summary><c>home.json</c>: the grant as the hub sent it. One file, so that a renewal replaces certificate, authority and doors at once.</summary>
internal static class HomeFile
{
    /// <summary>Reads the grant and finds the hub that signed it.</summary>
    /// <returns>Null when the device is not enrolled.</returns>
    /// <exception cref="EnrolmentRefusedException">The file is damaged, or its signature does not fit its home.</exception>
    /// <exception cref="KeyFileException">Others have rights on the file.</exception>
    public static HomeMembership? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        try
        {
            return Open(WireJson.Parse(PrivateFile.Read(path, WireLimits.MessageBytes), WireJson.Default.EnrolmentGrant));
        }
        catch (WireFormatException e)
        {
            throw new EnrolmentRefusedException($"{path} is damaged ({e.Message}): enrol this device again.", e);
        }
    }

    /// <summary>Keeps the grant of an enrolment. What an earlier home has left of a renewal goes first.</summary>
    public static void Enrol(DataDirectory data, EnrolmentGrant grant)
    {
        RenewalFiles.Discard(data);
        Write(data.Home, grant);
    }

    /// <summary>Replaces the file; on the disk when this returns.</summary>
    public static void Write(string path, EnrolmentGrant grant) =>
        PrivateFile.WriteAtomic(path, WireJson.Write(grant, WireJson.Default.EnrolmentGrant));

    /// <summary>The membership that a grant gives; the hub's account comes out of its signature and must fit the home.</summary>
    /// <exception cref="EnrolmentRefusedException">The signature does not fit the home.</exception>
    public static HomeMembership Open(EnrolmentGrant grant)
    {
        if (!SignatureVerifier.TryRecover(TypedData.Digest(grant.Descriptor), grant.Signature, out var hub)
            || EdgeAgent.Identity.Home.IdOf(hub) != grant.Descriptor.HomeId)
        {
            throw new EnrolmentRefusedException("The grant is not signed by the hub of its home.");
        }
        return new HomeMembership(hub, grant.Descriptor.HomeId, grant.Doors, grant.Certificate, grant.Authority)
        {
            GrantedAt = DateTimeOffset.FromUnixTimeMilliseconds(grant.Time),
        };
    }
}
