using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Claims;

/// <summary>Takes claims into their device's chain, inside the writer's transaction.</summary>
internal sealed class ClaimChain(ClaimVerifier verifier, IClaimSettlement settlement, TimeProvider time)
{
    /// <summary>Claims kept as evidence against one device; a few prove it, and it must not fill the disk.</summary>
    private const int MaxEquivocations = 16;

    /// <summary>
    /// Wrong claims kept of one device: each needs no new lock, so without a limit they would fill the disk.
    /// </summary>
    public const int MaxRejected = 1000;

    /// <summary>Takes one claim.</summary>
    /// <param name="connection">The write.</param>
    /// <param name="incoming">The claim.</param>
    /// <param name="afterCommit">Gets what is to be done after the commit.</param>
    public ClaimOutcome Take(SqliteConnection connection, IncomingClaim incoming, ICollection<Action> afterCommit)
    {
        var claim = incoming.Signed.Claim;
        var (headSeq, headDigest) = Head(connection, incoming.Device);
        if (incoming.Fault is { } fault)
        {
            return new ClaimOutcome.Refused(headSeq, fault);
        }
        if (claim.Seq > headSeq + 1)
        {
            return new ClaimOutcome.Gap(headSeq);
        }
        if (claim.Seq <= headSeq)
        {
            return TakeAgain(connection, incoming, headSeq);
        }
        if (claim.PrevClaim != headDigest)
        {
            return FindSuccessor(connection, claim) is { } rival
                ? Equivocate(connection, incoming, rival, headSeq)
                : new ClaimOutcome.Refused(headSeq, ClaimFault.PrevClaim);
        }
        var (verdict, why) = Judge(connection, incoming.Signed);
        if (verdict == ClaimVerdict.Rejected && CountRejected(connection, incoming.Device) >= MaxRejected)
        {
            return Bench(connection, incoming.Device, ClaimFault.TooManyRejected, headSeq);
        }
        Insert(connection, incoming, verdict, why);
        if (verdict != ClaimVerdict.Rejected
            && settlement.Take(connection, incoming.Signed, incoming.Digest) is { } action)
        {
            afterCommit.Add(action);
        }
        return new ClaimOutcome.Stored(claim.Seq, verdict);
    }

    private static (ulong Seq, Bytes32 Digest) Head(SqliteConnection connection, Address device)
    {
        var rows = connection.Query(
            "SELECT seq, digest FROM claims WHERE device = $device ORDER BY seq DESC LIMIT 1",
            reader => ((ulong)reader.GetInt64(0), reader.GetBytes32(1)),
            ("$device", device));
        return rows is [var head] ? head : default;
    }

    private ClaimOutcome TakeAgain(SqliteConnection connection, IncomingClaim incoming, ulong headSeq)
    {
        if (incoming.Signed.Claim.Seq == 0)
        {
            return new ClaimOutcome.Refused(headSeq, ClaimFault.PrevClaim); // chains begin at 1
        }
        var first = connection.Query(
            "SELECT digest FROM claims WHERE device = $device AND seq = $seq",
            reader => reader.GetBytes32(0),
            ("$device", incoming.Device),
            ("$seq", (long)incoming.Signed.Claim.Seq))[0];
        return first == incoming.Digest
            ? new ClaimOutcome.Known(headSeq)
            : Equivocate(connection, incoming, first, headSeq);
    }

    private static Bytes32? FindSuccessor(SqliteConnection connection, PoIClaim claim)
    {
        var rows = connection.Query(
            "SELECT digest FROM claims WHERE device = $device AND prev = $prev",
            reader => reader.GetBytes32(0),
            ("$device", claim.Device),
            ("$prev", claim.PrevClaim));
        return rows is [var rival] ? rival : null;
    }

    private ClaimOutcome.Refused Equivocate(
        SqliteConnection connection, IncomingClaim incoming, Bytes32 first, ulong headSeq)
    {
        var known = connection.Scalar<long>(
            "SELECT COUNT(*) FROM claim_equivocations WHERE device = $device", ("$device", incoming.Device));
        if (known < MaxEquivocations)
        {
            connection.Execute(
                """
                INSERT INTO claim_equivocations (digest, device, first_digest, message, received_at)
                VALUES ($digest, $device, $first, $message, $now) ON CONFLICT (digest) DO NOTHING
                """,
                ("$digest", incoming.Digest),
                ("$device", incoming.Device),
                ("$first", first),
                ("$message", incoming.Payload),
                ("$now", time.GetUtcNow()));
        }
        return Bench(connection, incoming.Device, ClaimFault.Equivocation, headSeq);
    }

    private ClaimOutcome.Refused Bench(SqliteConnection connection, Address device, ClaimFault fault, ulong headSeq)
    {
        connection.Execute(
            """
            INSERT INTO benched_devices (device, fault, since) VALUES ($device, $fault, $now)
            ON CONFLICT (device) DO NOTHING
            """,
            ("$device", device),
            ("$fault", fault.ToString()),
            ("$now", time.GetUtcNow()));
        return new ClaimOutcome.Refused(headSeq, fault);
    }

    private static long CountRejected(SqliteConnection connection, Address device) => connection.Scalar<long>(
        "SELECT COUNT(*) FROM claims WHERE device = $device AND verdict = $rejected",
        ("$device", device),
        ("$rejected", (long)ClaimVerdict.Rejected));

    private (ClaimVerdict Verdict, ClaimFault? Fault) Judge(SqliteConnection connection, SignedClaim signed)
    {
        var judged = verifier.Judge(signed);
        if (judged.Verdict == ClaimVerdict.Rejected)
        {
            return judged;
        }
        var used = connection.Scalar<long>(
            "SELECT EXISTS (SELECT 1 FROM claims WHERE agreement = $agreement AND verdict <> $rejected)",
            ("$agreement", signed.Claim.AgreementHash),
            ("$rejected", (long)ClaimVerdict.Rejected));
        return used == 0 ? judged : (ClaimVerdict.Rejected, ClaimFault.AgreementUsed);
    }

    private void Insert(SqliteConnection connection, IncomingClaim incoming, ClaimVerdict verdict, ClaimFault? fault)
    {
        var claim = incoming.Signed.Claim;
        connection.Execute(
            """
            INSERT INTO claims (digest, device, seq, prev, agreement, verdict, fault, message, received_at)
            VALUES ($digest, $device, $seq, $prev, $agreement, $verdict, $fault, $message, $now)
            """,
            ("$digest", incoming.Digest),
            ("$device", claim.Device),
            ("$seq", (long)claim.Seq),
            ("$prev", claim.PrevClaim),
            ("$agreement", claim.AgreementHash),
            ("$verdict", (long)verdict),
            ("$fault", fault?.ToString()),
            ("$message", incoming.Payload),
            ("$now", time.GetUtcNow()));
    }
}
