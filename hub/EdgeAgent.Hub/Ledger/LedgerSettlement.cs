using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Ledger;

/// <summary>What is to be settled, and by what right.</summary>
/// <param name="Rule">Receipt, Usage, Silence or Refund.</param>
/// <param name="Agreement">The agreement.</param>
/// <param name="Escrow">The agreement whose escrow pays: the same, or a lease.</param>
/// <param name="Payee">The provider.</param>
/// <param name="Claim">The claim; zero where none came.</param>
/// <param name="Evidence">The receipt or the acknowledged usage.</param>
internal sealed record LedgerSettlement(
    SettleRule Rule, Bytes32 Agreement, Bytes32 Escrow, Address Payee, Bytes32 Claim, LedgerEvidence? Evidence);
