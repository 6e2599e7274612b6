using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Claims;

/// <summary>What devices are told after a commit: as few messages as say it all.</summary>
internal static class ClaimAnswers
{
    /// <summary>
    /// One answer for each run of like outcomes of a device, in order: the last of a run covers those before it.
    /// </summary>
    public static IReadOnlyList<(Address Device, ClaimAck Ack)> Of(
        IReadOnlyList<IncomingClaim> claims, IReadOnlyList<ClaimOutcome> outcomes)
    {
        var answers = new List<(Address Device, ClaimAck Ack)>();
        for (var i = 0; i < claims.Count; i++)
        {
            var device = claims[i].Device;
            var ack = Answer(outcomes[i]);
            var last = answers.FindLastIndex(a => a.Device == device);
            if (last >= 0 && answers[last].Ack.Status == ack.Status && ack.Status != ClaimAckStatus.Refused)
            {
                answers[last] = (device, ack);
            }
            else
            {
                answers.Add((device, ack));
            }
        }
        return answers;
    }

    private static ClaimAck Answer(ClaimOutcome outcome) => outcome switch
    {
        ClaimOutcome.Stored stored => new ClaimAck(ClaimAckStatus.Stored, stored.UpTo),
        ClaimOutcome.Known known => new ClaimAck(ClaimAckStatus.Stored, known.UpTo),
        ClaimOutcome.Gap gap => new ClaimAck(ClaimAckStatus.Gap, gap.UpTo),
        ClaimOutcome.Refused refused => new ClaimAck(
            ClaimAckStatus.Refused, refused.UpTo, ClaimFaults.Describe(refused.Fault)),
        _ => throw new System.Diagnostics.UnreachableException($"Outcome {outcome}"),
    };
}
