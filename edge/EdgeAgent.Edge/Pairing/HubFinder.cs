using System.ComponentModel;
using System.Diagnostics;

namespace EdgeAgent.Edge.Pairing;

/// <summary>Looks for hubs in the local network through Avahi, where its tools are installed. Whoever is found is a hint: the exchange shows who knows the secret.</summary>
internal sealed class HubFinder(TimeProvider time, string program = "avahi-browse")
{
    /// <summary>The service that hubs announce.</summary>
    public const string Service = "_edgehub._tcp";

    /// <summary>Most hubs that are taken notice of.</summary>
    public const int MaxHubs = 8;

    private const int MaxLines = 256;
    private const int Fields = 9;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>The hubs that announce themselves now.</summary>
    /// <exception cref="HubNotFoundException">There is no such tool, or it does not work; the text says what to do.</exception>
    public async Task<IReadOnlyList<HubTarget>> FindAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(s_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var browse = Start();
        var found = new List<HubTarget>();
        try
        {
            for (var i = 0; i < MaxLines && await browse.StandardOutput.ReadLineAsync(either.Token) is { } line; i++)
            {
                if (found.Count < MaxHubs && TryRead(line) is { } hub && !found.Contains(hub))
                {
                    found.Add(hub);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What was found until now is all there is.
        }
        finally
        {
            if (!browse.HasExited)
            {
                browse.Kill();
            }
        }
        return found;
    }

    /// <summary>One line of <c>avahi-browse --parsable --resolve</c>: <c>=;interface;protocol;name;type;domain;host;address;port;text</c>.</summary>
    internal static HubTarget? TryRead(string line)
    {
        var parts = line.Split(';', Fields + 1);
        return parts.Length > Fields && parts[0] == "=" && parts[4] == Service
            && !parts[7].StartsWith("fe80", StringComparison.OrdinalIgnoreCase) // needs an interface; the other addresses do
            ? HubTarget.TryParse(parts[7].Contains(':', StringComparison.Ordinal) ? $"[{parts[7]}]:{parts[8]}" : $"{parts[7]}:{parts[8]}")
            : null;
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(program, ["--parsable", "--resolve", "--terminate", "--no-db-lookup", Service])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new HubNotFoundException(
                "Hubs cannot be looked for without avahi-browse (Debian: avahi-utils). Name the hub: --hub HOST[:PORT]", e);
        }
    }
}
