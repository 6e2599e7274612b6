namespace EdgeAgent.Hub.Storage;

/// <summary>The tables of one feature, as the steps that brought them about.</summary>
/// <param name="Feature">Names the feature for ever; its version is kept under this name.</param>
/// <param name="Steps">SQL; step n brings the feature from version n to n+1. Steps are appended, never changed.</param>
public sealed record StoreSchema(string Feature, IReadOnlyList<string> Steps);
