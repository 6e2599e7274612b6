using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Claims;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Tests.Claims;

public sealed class ClaimVerifierTests : IDisposable
{
    private readonly SigningKey _hub = SigningKey.Create();
    private readonly SigningKey _device = SigningKey.Create();
    private readonly SigningKey _stranger = SigningKey.Create();
    private readonly ClaimMaker _maker;
    private readonly ClaimVerifier _verifier;

    public ClaimVerifierTests()
    {
        _maker = new ClaimMaker(_hub, _device);
        _verifier = new ClaimVerifier(
            _hub.Address, _maker.HomeId, model => model == ClaimMaker.Model ? ClaimMaker.Parameters : null);
    }

    /// <summary>
    /// One change for each field of a claim, and what the hub must say when the device has signed the change.
    /// </summary>
    private Dictionary<string, (Func<PoIClaim, PoIClaim> Change, ClaimFault? Fault, ClaimVerdict Verdict)> Fields
        => new()
        {
            ["HomeId"] = (c => c with { HomeId = Other }, ClaimFault.OtherHome, default),
            ["Kind"] = (c => c with { Kind = (ClaimKind)99 }, ClaimFault.Kind, ClaimVerdict.Rejected),
            ["Device"] = (c => c with { Device = _stranger.Address }, ClaimFault.OtherDevice, default),
            ["Payee"] = (c => c with { Payee = _stranger.Address }, null, ClaimVerdict.Accepted),
            ["Counterparty"] = (c => c with { Counterparty = _stranger.Address }, ClaimFault.Counterparty, default),
            ["AgreementHash"] = (c => c with { AgreementHash = Other }, ClaimFault.AgreementHash, default),
            ["ModelHash"] = (c => c with { ModelHash = Other }, ClaimFault.QuoteHash, default),
            ["AdapterHash"] = (c => c with { AdapterHash = Other }, ClaimFault.Adapter, ClaimVerdict.Rejected),
            ["RuntimeClass"] = (c => c with { RuntimeClass = Other }, null, ClaimVerdict.Accepted),
            ["InputCommit"] = (c => c with { InputCommit = Other }, ClaimFault.InputCommit, default),
            ["OutputCommit"] = (c => c with { OutputCommit = Other }, null, ClaimVerdict.Accepted),
            ["Seed"] = (c => c with { Seed = c.Seed + 1 }, ClaimFault.Seed, default),
            ["SamplerHash"] = (c => c with { SamplerHash = Other }, ClaimFault.SamplerHash, default),
            ["UnitsIn"] = (c => c with { UnitsIn = c.UnitsIn + 1 }, ClaimFault.WorkUnits, ClaimVerdict.Rejected),
            ["UnitsOut"] = (c => c with { UnitsOut = c.UnitsOut + 1 }, ClaimFault.WorkUnits, ClaimVerdict.Rejected),
            ["WorkUnits"] = (c => c with { WorkUnits = c.WorkUnits + 1 }, ClaimFault.WorkUnits, ClaimVerdict.Rejected),
            ["Amount"] = (c => c with { Amount = c.Amount + 1 }, ClaimFault.Amount, ClaimVerdict.Rejected),
            ["StartedAt"] = (c => c with { StartedAt = c.StartedAt + 1 }, null, ClaimVerdict.Accepted),
            ["FinishedAt"] = (c => c with { FinishedAt = c.FinishedAt + 1 }, null, ClaimVerdict.Accepted),
            ["Seq"] = (c => c with { Seq = c.Seq + 1 }, null, ClaimVerdict.Accepted), // the chain's part
            ["PrevClaim"] = (c => c with { PrevClaim = Other }, null, ClaimVerdict.Accepted), // the chain's part
            ["EvidenceHash"] = (c => c with { EvidenceHash = Other }, null, ClaimVerdict.Accepted),
        };

    public static TheoryData<string> FieldNames => [.. typeof(PoIClaim).GetProperties().Select(p => p.Name)];

    private static Bytes32 Other { get; } = ClaimMaker.Hash(0xee);

    [Fact]
    public void An_honest_claim_is_accepted()
    {
        var signed = _maker.Next();
        Assert.Null(Check(signed));
        Assert.Equal((ClaimVerdict.Accepted, null), _verifier.Judge(signed));
    }

    [Theory]
    [InlineData(ClaimKind.Completion)]
    [InlineData(ClaimKind.Partial)]
    public void Other_kinds_of_text_are_accepted_too(ClaimKind kind)
    {
        var signed = _maker.Next(c => c with { Kind = kind });
        Assert.Null(Check(signed));
        Assert.Equal(ClaimVerdict.Accepted, _verifier.Judge(signed).Verdict);
    }

    [Theory]
    [MemberData(nameof(FieldNames))]
    public void A_field_that_was_changed_after_signing_breaks_the_signature(string field)
    {
        var honest = _maker.Next();
        var changed = honest with { Claim = Fields[field].Change(honest.Claim) };
        Assert.NotEqual(honest.Claim, changed.Claim);
        Assert.Equal(field == "Device" ? ClaimFault.OtherDevice : ClaimFault.Signature, Check(changed));
    }

    [Theory]
    [MemberData(nameof(FieldNames))]
    public void A_false_field_under_a_good_signature_gets_its_own_reason(string field)
    {
        var (change, fault, verdict) = Fields[field];
        var signed = _maker.Next(change);
        if (verdict == default)
        {
            Assert.Equal(fault, Check(signed));
            return;
        }
        Assert.Null(Check(signed));
        Assert.Equal((verdict, fault), _verifier.Judge(signed));
    }

    [Fact]
    public void A_claim_for_another_device_is_refused_even_with_that_device_s_signature()
    {
        var other = new ClaimMaker(_hub, _stranger).Next();
        Assert.Equal(ClaimFault.OtherDevice, Check(other));
    }

    [Fact]
    public void A_signature_of_somebody_else_is_refused()
    {
        var signed = _maker.Next();
        var forged = signed with { Signature = _stranger.Sign(TypedData.Digest(signed.Claim)) };
        Assert.Equal(ClaimFault.Signature, Check(forged));
        Assert.Equal(ClaimFault.Signature, Check(signed with { Signature = default }));
    }

    [Fact]
    public void Each_bit_of_the_signature_counts()
    {
        var signed = _maker.Next();
        var bytes = new byte[RecoverableSignature.SizeBytes];
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            signed.Signature.CopyTo(bytes);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(ClaimFault.Signature, Check(signed with { Signature = new RecoverableSignature(bytes) }));
        }
    }

    [Fact]
    public void A_lock_that_this_hub_did_not_sign_is_refused()
    {
        Assert.Equal(ClaimFault.LockSignature, Check(_maker.Next(agreed: _maker.Lock(signer: _stranger))));
        Assert.Equal(
            ClaimFault.LockSignature,
            Check(_maker.Next(agreed: _maker.Lock(l => l with { Requester = _stranger.Address }, _stranger))));
    }

    [Fact]
    public void A_lock_that_was_changed_after_the_hub_signed_it_is_refused()
    {
        foreach (var change in new Func<WorkLock, WorkLock>[]
        {
            l => l with { HomeId = Other },
            l => l with { QuoteHash = Other },
            l => l with { MaxSpend = 1_000_000 },
            l => l with { Seed = l.Seed + 1 },
            l => l with { SamplerHash = Other },
            l => l with { InputCommit = Other },
            l => l with { Nonce = l.Nonce + 1 },
        })
        {
            var honest = _maker.Lock();
            var changed = honest with { Lock = change(honest.Lock) };
            Assert.Equal(ClaimFault.LockSignature, Check(_maker.Next(agreed: changed)));
        }
    }

    [Fact]
    public void A_lock_for_another_home_or_another_device_is_refused()
    {
        Assert.Equal(ClaimFault.LockHome, Check(_maker.Next(agreed: _maker.Lock(l => l with { HomeId = Other }))));
        var forOther = TypedData.Digest(_maker.Quote.Quote with { ModelHash = Other });
        Assert.Equal(
            ClaimFault.QuoteHash, Check(_maker.Next(agreed: _maker.Lock(l => l with { QuoteHash = forOther }))));
    }

    [Fact]
    public void A_model_that_the_hub_does_not_have_leaves_the_work_unverified()
    {
        var unknowing = new ClaimVerifier(_hub.Address, _maker.HomeId, _ => null);
        Assert.Equal((ClaimVerdict.Unverified, ClaimFault.UnknownModel), unknowing.Judge(_maker.Next()));
    }

    [Fact]
    public void Without_output_there_is_no_work()
    {
        var signed = _maker.Next(c => c with { UnitsOut = 0, WorkUnits = (UInt128)ClaimMaker.Parameters * c.UnitsIn });
        Assert.Equal((ClaimVerdict.Rejected, ClaimFault.NoOutput), _verifier.Judge(signed));
    }

    [Fact]
    public void The_largest_numbers_do_not_overflow()
    {
        var signed = _maker.Next(c => c with { UnitsIn = ulong.MaxValue, UnitsOut = ulong.MaxValue });
        Assert.Equal(ClaimFault.WorkUnits, _verifier.Judge(signed).Fault);
    }

    [Fact]
    public void Every_fault_has_words() => Assert.All(
        Enum.GetValues<ClaimFault>(), fault => Assert.NotEmpty(ClaimFaults.Describe(fault)));

    public void Dispose()
    {
        _hub.Dispose();
        _device.Dispose();
        _stranger.Dispose();
    }

    private ClaimFault? Check(SignedClaim signed) =>
        _verifier.CheckSigned(_device.Address, signed, TypedData.Digest(signed.Claim));
}
