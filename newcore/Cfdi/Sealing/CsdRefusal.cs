namespace Strangler.Cfdi.Sealing;

/// <summary>Why files are no seal certificate (CSD) that can seal.</summary>
public enum CsdRefusal
{
    /// <summary>Not a certificate as the tax authority gives it: DER.</summary>
    NotCertificate,

    /// <summary>Not an encrypted key as the tax authority gives it: PKCS#8, DER.</summary>
    NotKey,

    WrongPassword,

    /// <summary>The key is that of another certificate.</summary>
    KeyMismatch,

    /// <summary>An e.firma, which may sign for a person but seals nothing (306).</summary>
    PersonalSignature,

    /// <summary>It names no taxpayer or has no number of 20 digits.</summary>
    NoTaxpayer,
}
