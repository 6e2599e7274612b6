using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Claims;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Tests.Claims;

public sealed class ClaimAnswersTests
{
    [Fact]
    public void A_run_of_stored_claims_is_one_answer_for_each_device()
    {
        using var hub = SigningKey.Create();
        using var first = SigningKey.Create();
        using var second = SigningKey.Create();
        var (a, b) = (new ClaimMaker(hub, first), new ClaimMaker(hub, second));
        IncomingClaim[] claims =
        [
            a.Incoming(a.Next()),
            b.Incoming(b.Next()),
            a.Incoming(a.Next()),
            a.Incoming(a.Next()),
        ];
        ClaimOutcome[] outcomes =
        [
            new ClaimOutcome.Stored(1, ClaimVerdict.Accepted),
            new ClaimOutcome.Known(5),
            new ClaimOutcome.Stored(2, ClaimVerdict.Rejected),
            new ClaimOutcome.Gap(2),
        ];
        Assert.Equal(
            [
                (first.Address, new ClaimAck(ClaimAckStatus.Stored, 2)),
                (second.Address, new ClaimAck(ClaimAckStatus.Stored, 5)),
                (first.Address, new ClaimAck(ClaimAckStatus.Gap, 2)),
            ],
            ClaimAnswers.Of(claims, outcomes));
    }
}
