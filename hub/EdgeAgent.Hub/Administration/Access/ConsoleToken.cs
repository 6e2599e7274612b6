using System.Security.Cryptography;
using System.Text;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;
using Microsoft.Extensions.Hosting;

namespace EdgeAgent.Hub.Administration.Access;

/// <summary>
/// What the command line shows to the running hub: a random token in the data directory, new with each start. Whoever can read
/// it could read the hub's keys too, so it gives away nothing that was not his.
/// </summary>
public sealed class ConsoleToken(DataDirectory directory) : IHostedService
{
    /// <summary>Name of the file in the data directory.</summary>
    public const string FileName = "console.token";

    private const int TokenBytes = 32;

    private readonly byte[] _token = Encoding.ASCII.GetBytes(
        RandomNumberGenerator.GetHexString(2 * TokenBytes, lowercase: true));

    /// <summary>Whether the text is the token, in time that does not depend on where it differs.</summary>
    public bool Is(string text) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), _token);

    /// <summary>Before the doors open.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        PrivateFile.WriteAtomic(directory.Path(FileName), _token);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        File.Delete(directory.Path(FileName));
        return Task.CompletedTask;
    }
}
