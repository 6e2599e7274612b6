using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>Text that can be given to the client, with its tokens.</summary>
/// <param name="Text">Whole characters.</param>
/// <param name="Tokens">Whose text has now been given in full.</param>
/// <param name="CutTokens">Null while the answer grows; then what a stop string or the end cut off, often nothing.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AnswerPart(string Text, int[] Tokens, int[]? CutTokens);
