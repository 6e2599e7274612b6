using System.Text.Json.Serialization;
using EdgeAgent.Contracts.Json;

namespace EdgeAgent.Contracts.V1;

/// <summary>A provider's offer (typed data <c>Quote</c>, fields in signing order). Prices are integers, so that both sides compute the same total.</summary>
/// <param name="HomeId">The home whose ledger settles it.</param>
/// <param name="RfqHash">EIP-712 digest of the <see cref="Rfq"/>.</param>
/// <param name="Provider">The signer.</param>
/// <param name="PriceFixed">For the work as such, micro-credits.</param>
/// <param name="PriceIn">For each unit in, micro-credits.</param>
/// <param name="PriceOut">For each unit out, micro-credits.</param>
/// <param name="PriceSec">For each begun second of storage or waiting, micro-credits; 0 for tokens, whose time nobody else can check.</param>
/// <param name="Capacity">Locks that it may hold at once under this quote.</param>
/// <param name="TtftMs">Expected time to the first unit, milliseconds.</param>
/// <param name="ColdLoadMs">Time to load the model first; 0: it is in memory.</param>
/// <param name="ModelHash">The model that will run.</param>
/// <param name="RuntimeClass">keccak256 of the runtime's description; zero before the model was loaded for the first time.</param>
/// <param name="ValidUntil">Unix milliseconds on the provider's clock.</param>
/// <param name="Nonce">Random; makes each quote single.</param>
public sealed record Quote(
    Bytes32 HomeId,
    Bytes32 RfqHash,
    Address Provider,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong PriceFixed,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong PriceIn,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong PriceOut,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong PriceSec,
    uint Capacity,
    uint TtftMs,
    uint ColdLoadMs,
    Bytes32 ModelHash,
    Bytes32 RuntimeClass,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong ValidUntil,
    [property: JsonConverter(typeof(UInt64TextConverter))] ulong Nonce);
