using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeAgent.Identity.Curves;

/// <summary>libsecp256k1 0.1 to 0.7, C names kept. Wrong arguments abort the process there: callers pass only values in range.</summary>
internal static unsafe partial class LibSecp256k1Api
{
    /// <summary>SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY; newer versions read both as NONE.</summary>
    public const uint SignAndVerify = 0x301;

    /// <summary>SECP256K1_EC_UNCOMPRESSED.</summary>
    public const uint Uncompressed = 2;

    /// <summary>sizeof(secp256k1_pubkey).</summary>
    public const int PublicKeyBytes = 64;

    /// <summary>sizeof(secp256k1_ecdsa_recoverable_signature).</summary>
    public const int SignatureBytes = 65;

    private const string Library = "secp256k1";

    /// <summary>What distributions install without a development package; newest first.</summary>
    private static readonly string[] s_fileNames =
        ["libsecp256k1.so.6", "libsecp256k1.so.2", "libsecp256k1.so.1", "libsecp256k1.so.0"];

    private static nint s_handle;

    /// <summary>Finds a library with the recovery module; false where there is none.</summary>
    public static bool TryLoad()
    {
        foreach (var name in s_fileNames)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
            {
                if (NativeLibrary.TryGetExport(handle, nameof(secp256k1_ecdsa_recover), out _))
                {
                    s_handle = handle;
                    NativeLibrary.SetDllImportResolver(typeof(LibSecp256k1Api).Assembly, Resolve);
                    return true;
                }
                NativeLibrary.Free(handle);
            }
        }
        return false;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == Library ? s_handle : 0; // 0: the usual way, for the C library

    // secp256k1_context *secp256k1_context_create(unsigned int flags);  secp256k1.h
    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint secp256k1_context_create(uint flags);

    // int secp256k1_context_randomize(secp256k1_context *ctx, const unsigned char *seed32);  secp256k1.h
    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int secp256k1_context_randomize(nint ctx, byte* seed32);

    // int secp256k1_ec_pubkey_create(const secp256k1_context *ctx, secp256k1_pubkey *pubkey,
    //   const unsigned char *seckey);  secp256k1.h
    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int secp256k1_ec_pubkey_create(nint ctx, byte* pubkey, byte* seckey);

    // int secp256k1_ec_pubkey_serialize(const secp256k1_context *ctx, unsigned char *output, size_t *outputlen,
    //   const secp256k1_pubkey *pubkey, unsigned int flags);  secp256k1.h
    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int secp256k1_ec_pubkey_serialize(
        nint ctx, byte* output, nuint* outputlen, byte* pubkey, uint flags);

    // int secp256k1_ecdsa_sign_recoverable(const secp256k1_context *ctx,
    //   secp256k1_ecdsa_recoverable_signature *sig, const unsigned char *msghash32, const unsigned char *seckey,
    //   secp256k1_nonce_function noncefp, const void *ndata);  secp256k1_recovery.h; noncefp null: RFC 6979
    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int secp256k1_ecdsa_sign_recoverable(
        nint ctx, byte* sig, byte* msghash32, byte* seckey, nint noncefp, nint ndata);

    // int secp256k1_ecdsa_recoverable_signature_serialize_compact(const secp256k1_context *ctx,
    //   unsigned char *output64, int *recid, const secp256k1_ecdsa_recoverable_signature *sig);
    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int secp256k1_ecdsa_recoverable_signature_serialize_compact(
        nint ctx, byte* output64, int* recid, byte* sig);

    // int secp256k1_ecdsa_recoverable_signature_parse_compact(const secp256k1_context *ctx,
    //   secp256k1_ecdsa_recoverable_signature *sig, const unsigned char *input64, int recid);
    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int secp256k1_ecdsa_recoverable_signature_parse_compact(
        nint ctx, byte* sig, byte* input64, int recid);

    // int secp256k1_ecdsa_recover(const secp256k1_context *ctx, secp256k1_pubkey *pubkey,
    //   const secp256k1_ecdsa_recoverable_signature *sig, const unsigned char *msghash32);  secp256k1_recovery.h
    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int secp256k1_ecdsa_recover(nint ctx, byte* pubkey, byte* sig, byte* msghash32);
}
