using System.Text.Json;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Status;

namespace EdgeAgent.Edge.Pairing;

/// <summary>Writes <c>status.json</c> while the agent is not in a home yet.</summary>
internal sealed class PairingStatus(DataDirectory data, AgentVersion version, TimeProvider time)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    /// <summary>Says how pairing stands.</summary>
    public void Write(string state)
    {
        var now = time.GetUtcNow();
        var report = new StatusReport(
            Environment.ProcessId, version.Text, _startedAt, "pairing", null, now, 0, null, 0, now, state);
        try
        {
            File.WriteAllBytes(data.Status, JsonSerializer.SerializeToUtf8Bytes(report, EdgeFileJson.Default.StatusReport));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The log says the same; pairing goes on.
        }
    }
}
