namespace EdgeAgent.Identity.Eip712;

/// <summary>A member of a type of signed data.</summary>
/// <param name="Name">As in the JSON of the message.</param>
/// <param name="Type">Solidity's name of a static type.</param>
internal sealed record TypedDataMember(string Name, string Type);
