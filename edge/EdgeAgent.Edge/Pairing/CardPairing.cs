using EdgeAgent.Contracts;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Identity;
using EdgeAgent.Pairing.Attempts;
using EdgeAgent.Pairing.Device;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Pairing;

/// <summary>The first start of a flashed card: pairs by itself, for ever if need be, and says in the log and in <c>status</c> how it stands.</summary>
public sealed partial class CardPairing(
    DataDirectory data, AgentVersion version, TimeProvider time, ILogger<CardPairing> logger)
{
    private readonly ILogger<CardPairing> _logger = logger;
    private readonly PairingStatus _status = new(data, version, time);
    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10));
    private string _last = "";

    /// <summary>Whether there is a card, or a grant of it, and no home yet.</summary>
    public static bool IsNeeded(DataDirectory data) =>
        !File.Exists(data.Home) && (File.Exists(data.Card) || File.Exists(data.PendingHome));

    /// <summary>A card that has done its work and was not erased, because of a power cut, is erased now.</summary>
    public static void EraseUsedCard(DataDirectory data)
    {
        if (File.Exists(data.Home))
        {
            CardEraser.Erase(data.Card);
        }
    }

    /// <summary>Returns when the device is paired.</summary>
    /// <exception cref="OperationCanceledException">The agent is to stop.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await TryAsync(cancellationToken))
                {
                    return;
                }
            }
            catch (Exception e) when (e is EnrolmentCardException or EnrolmentRefusedException or HubNotFoundException
                or AttemptFileException or WireFormatException or KeyFileException or IOException or UnauthorizedAccessException)
            {
                Tell(e.Message);
            }
            await Task.Delay(_backoff.Next(), time, cancellationToken);
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        var runner = new PairingRunner(data, time, news => Tell(news.Text));
        if (await runner.ResumeAsync(cancellationToken) is { } resumed)
        {
            LogPaired(resumed.Hub, resumed.Fingerprint);
            return true;
        }
        using var card = EnrolmentCard.Read(data.Card)
            ?? throw new EnrolmentCardException($"There is no {data.Card} any more, and no grant. Pair this device: edgeagent pair");
        var hub = card.Hub is { } text
            ? HubTarget.TryParse(text) ?? throw new EnrolmentCardException($"{data.Card}: '{text}' is no HOST[:PORT]. Flash the card again.")
            : null;
        switch (await runner.RunAsync(card.Verifier, hub, card.Authority, cancellationToken))
        {
            case PairingResult.Paired paired:
                LogPaired(paired.Hub, paired.Fingerprint);
                return true;
            case PairingResult.Ended ended:
                Tell(PairingEnds.Describe(ended.Reason));
                return false;
            default:
                return false;
        }
    }

    /// <summary>Each thing once: the same news come every two seconds.</summary>
    private void Tell(string text)
    {
        if (!string.Equals(text, _last, StringComparison.Ordinal))
        {
            _last = text;
            LogState(text);
            _status.Write(text);
        }
    }

    [LoggerMessage(EventId = EdgeEventIds.PairingState, Level = LogLevel.Information, Message = "Pairing: {State}")]
    private partial void LogState(string state);

    [LoggerMessage(EventId = EdgeEventIds.PairingDone, Level = LogLevel.Information,
        Message = "Paired with hub {Hub}; fingerprint {Fingerprint}, the hub shows the same")]
    private partial void LogPaired(Address hub, string fingerprint);
}
