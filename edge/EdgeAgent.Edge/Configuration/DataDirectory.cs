namespace EdgeAgent.Edge.Configuration;

/// <summary>The agent's place on disk and the names of what lies in it. The directory has mode 0700, its files 0600.</summary>
/// <param name="Root">Absolute path.</param>
public sealed record DataDirectory(string Root)
{
    /// <summary>The device's secp256k1 key: its name, its claims.</summary>
    public string DeviceKey => Path.Combine(Root, "device.key");

    /// <summary>The device's P-256 key for TLS.</summary>
    public string TlsKey => Path.Combine(Root, "tls.key");

    /// <summary>The hub's grant: certificate, authority, doors, descriptor and signature, in one file so that a renewal replaces all of it at once.</summary>
    public string Home => Path.Combine(Root, "home.json");

    /// <summary>A grant that has not been used yet, with the time of its hour; becomes <see cref="Home"/> with the first connection.</summary>
    public string PendingHome => Path.Combine(Root, "home.pending.json");

    /// <summary>What a flashed card brings for its first pairing; erased when the device is paired.</summary>
    public string Card => Path.Combine(Root, "enrol.json");

    /// <summary>Counters of wrong proofs in pairing.</summary>
    public string Attempts => Path.Combine(Root, "pairing.attempts");

    /// <summary>Boot and birth counters.</summary>
    public string Counters => Path.Combine(Root, "counters.json");

    /// <summary>Signed claims and the head of their chain (SQLite).</summary>
    public string Claims => Path.Combine(Root, "claims.db");

    /// <summary>Exists from the first claim on: a missing <see cref="Claims"/> beside it is a loss, never a fresh start.</summary>
    public string ClaimsStarted => Path.Combine(Root, "claims.started");

    /// <summary>Readings and events that the hub has not acknowledged, and the commands of the last seven days (SQLite).</summary>
    public string Outbox => Path.Combine(Root, "outbox.db");

    /// <summary>The configuration of points that the hub has sent.</summary>
    public string Config => Path.Combine(Root, "config.json");

    /// <summary>What the owner has wired up; optional.</summary>
    public string Points => Path.Combine(Root, "points.json");

    /// <summary>Models, named by digest.</summary>
    public string Models => Path.Combine(Root, "models");

    /// <summary>What <c>edgeagent status</c> shows.</summary>
    public string Status => Path.Combine(Root, "status.json");

    /// <summary>The owner's settings; optional.</summary>
    public string Settings => Path.Combine(Root, "settings.json");

    /// <summary>Held by the running agent: one agent a directory.</summary>
    public string Lock => Path.Combine(Root, "agent.lock");

    /// <summary>Where an agent lives when nothing is said: <c>$STATE_DIRECTORY</c> (set by systemd), else <c>~/.local/share/edgeagent</c>.</summary>
    public static string Default()
    {
        var state = Environment.GetEnvironmentVariable("STATE_DIRECTORY");
        return string.IsNullOrEmpty(state)
            ? Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "edgeagent")
            : state;
    }
}
