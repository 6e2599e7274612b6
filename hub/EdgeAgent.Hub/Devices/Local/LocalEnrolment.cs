using System.Text;
using System.Text.Json;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Devices;

/// <summary>Takes local devices in: the enrolment's messages as lines on the pipes of <c>edgeagent enroll</c>.</summary>
internal sealed partial class LocalEnrolment(
    DeviceEnrolment enrolment,
    DeviceRegistry registry,
    DataDirectory directory,
    TimeProvider time,
    ILogger<LocalEnrolment> logger)
{
    /// <summary>How long before its end a certificate is renewed.</summary>
    public static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly ILogger<LocalEnrolment> _logger = logger;

    /// <summary>The agent's directory.</summary>
    public string DirectoryOf(int slot) => directory.Path("local", $"{slot}");

    /// <summary>Whether the device has a certificate that is good for a while and knows the doors as they are.</summary>
    public bool IsCurrent(int slot, HubDoors doors) =>
        Read(slot) is { } note
        && note.Doors.Equals(Text(doors), StringComparison.Ordinal)
        && Directory.Exists(DirectoryOf(slot))
        && Address.TryParse(note.Device, out var device)
        && registry.Find(device) is { RevokedAt: null } row
        && row.Certificate.NotAfter - time.GetUtcNow() > RenewBefore;

    /// <summary>Whether the owner has put this device out; it is not taken in again by itself.</summary>
    public bool IsRevoked(int slot) =>
        Read(slot) is { } note
        && Address.TryParse(note.Device, out var device)
        && registry.Find(device) is { RevokedAt: not null };

    /// <summary>Runs the agent once to enrol.</summary>
    /// <exception cref="LocalDeviceException">It did not work; the text says why.</exception>
    public async Task EnrolAsync(string program, int slot, HubDoors doors, CancellationToken cancellationToken)
    {
        PrivateFile.EnsureDirectory(directory.Path("local"));
        using var patience = new CancellationTokenSource(s_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var agent = AgentProcess.Start(program, "enroll", "--data", DirectoryOf(slot));
        var complaint = ReadComplaintAsync(agent, either.Token);
        try
        {
            var granted = await TalkAsync(agent, slot, doors, either.Token);
            PrivateFile.WriteAtomic(NotePath(slot), JsonSerializer.SerializeToUtf8Bytes(
                new LocalEnrolmentNote(granted.Device.Id.ToString(), Text(doors))));
            LogEnrolled(slot, granted.Device.Id);
        }
        catch (Exception e) when (e is IOException or WireFormatException or LocalDeviceException)
        {
            agent.Kill();
            throw new LocalDeviceException($"{e.Message} {await complaint}".TrimEnd(), e);
        }
        catch (OperationCanceledException e)
        {
            agent.Kill();
            cancellationToken.ThrowIfCancellationRequested();
            throw new LocalDeviceException($"no answer within {s_patience.TotalSeconds:0} seconds.", e);
        }
    }

    private async Task<EnrolmentOutcome.Granted> TalkAsync(
        AgentProcess agent, int slot, HubDoors doors, CancellationToken cancellationToken)
    {
        var offer = enrolment.Offer();
        await agent.WriteLineAsync(WireJson.Write(offer, WireJson.Default.EnrolmentOffer), cancellationToken);
        var line = await agent.Output.ReadLineAsync(cancellationToken)
            ?? throw new LocalDeviceException("the agent ended without an answer.");
        var request = WireJson.Parse(Encoding.UTF8.GetBytes(line), WireJson.Default.EnrolmentRequest);
        var terms = new EnrolmentTerms($"local-{slot}", slot, doors, DeviceEnrolment.OfferLife, PendingFor: null);
        var outcome = await enrolment.AnswerAsync(offer, request, terms, cancellationToken);
        if (outcome is not EnrolmentOutcome.Granted granted)
        {
            throw new LocalDeviceException(((EnrolmentOutcome.Refused)outcome).Detail);
        }
        await agent.WriteLineAsync(WireJson.Write(granted.Grant, WireJson.Default.EnrolmentGrant), cancellationToken);
        var code = await agent.WaitAsync(cancellationToken);
        return code == 0 ? granted : throw new LocalDeviceException($"the agent did not keep its grant (exit code {code}).");
    }

    /// <summary>The first lines of the agent's error output.</summary>
    private static async Task<string> ReadComplaintAsync(AgentProcess agent, CancellationToken cancellationToken)
    {
        const int lines = 5;
        var text = new StringBuilder();
        try
        {
            for (var i = 0; i < lines && await agent.Errors.ReadLineAsync(cancellationToken) is { } line; i++)
            {
                text.Append(line).Append(' ');
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // What was read until now is all there is.
        }
        return text.ToString();
    }

    private LocalEnrolmentNote? Read(int slot)
    {
        try
        {
            return File.Exists(NotePath(slot))
                ? JsonSerializer.Deserialize<LocalEnrolmentNote>(File.ReadAllBytes(NotePath(slot)))
                : null;
        }
        catch (JsonException)
        {
            return null; // unreadable: the device is simply enrolled anew
        }
    }

    private string NotePath(int slot) => directory.Path("local", $"{slot}.json");

    private static string Text(HubDoors doors) =>
        $"{string.Join(',', doors.Hosts)} {doors.MqttTlsPort} {doors.DevicePort}";

    [LoggerMessage(EventId = HubEventIds.LocalDeviceEnrolled, Level = LogLevel.Information,
        Message = "Local device {Slot} is enrolled as {Device}")]
    private partial void LogEnrolled(int slot, Address device);
}
