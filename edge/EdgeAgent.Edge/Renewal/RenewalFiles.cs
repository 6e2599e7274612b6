using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Edge.Renewal;

/// <summary>The next TLS key and the next grant on the disk, until they are the current ones. A power cut between any two steps leaves files that one of the rules here can read.</summary>
/// <remarks>
/// <c>tls-next.key</c> alone: a key that was asked for, or is to be; it is used again. Both: a grant that has not been
/// used yet, the old one still holds. <c>home-next.json</c> alone: the key has moved, the grant is about to.
/// </remarks>
internal sealed class RenewalFiles(DataDirectory data)
{
    /// <summary>Whether there is a grant that has not been used yet.</summary>
    public bool HasNext => File.Exists(data.HomeNext);

    /// <summary>Before anything is read: ends a move that was cut off.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void FinishMove(DataDirectory data)
    {
        if (File.Exists(data.HomeNext) && !File.Exists(data.TlsKeyNext))
        {
            PrivateFile.Rename(data.HomeNext, data.Home);
        }
    }

    /// <summary>Forgets what was begun; comes before a grant of another enrolment is written.</summary>
    public static void Discard(DataDirectory data)
    {
        File.Delete(data.HomeNext); // first: alone it would be taken for the grant of the current key
        File.Delete(data.TlsKeyNext);
    }

    /// <summary>The next key, made on first use.</summary>
    public TlsKey NextKey() => TlsKey.LoadOrCreate(data.TlsKeyNext);

    /// <summary>A grant that has not been used yet, with its key; null: there is none.</summary>
    /// <remarks>One that does not fit its key, or cannot be read, is forgotten: the current grant is still there.</remarks>
    public HubCredential? LoadNext()
    {
        if (!File.Exists(data.HomeNext) || !File.Exists(data.TlsKeyNext))
        {
            return null;
        }
        TlsKey? key = null;
        try
        {
            key = NextKey();
            var credential = new HubCredential(HomeFile.Read(data.HomeNext)!, key);
            key = null;
            return credential;
        }
        catch (Exception e) when (e is EnrolmentRefusedException or KeyFileException
            or System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            Discard(data);
            return null;
        }
        finally
        {
            key?.Dispose();
        }
    }

    /// <summary>Keeps the grant beside the current one; on the disk when this returns.</summary>
    public void SaveNext(EnrolmentGrant grant) => HomeFile.Write(data.HomeNext, grant);

    /// <summary>The next key and grant become the current ones. The hub has seen them used, so there is no way back.</summary>
    public void Promote()
    {
        PrivateFile.Rename(data.TlsKeyNext, data.TlsKey);
        PrivateFile.Rename(data.HomeNext, data.Home);
    }

    /// <inheritdoc cref="Discard(DataDirectory)"/>
    public void Discard() => Discard(data);
}
