namespace Strangler.Cfdi.Stamping;

/// <summary>Why a returned stamp is not believed; the document is then parked with one of these.</summary>
public static class StampFindings
{
    public const string Unreadable = "stamp-unreadable";
    public const string NoStamp = "stamp-missing";
    public const string SeveralStamps = "stamp-twice";
    public const string WrongUuid = "stamp-uuid";
    public const string WrongVersion = "stamp-version";
    public const string OtherSeal = "stamp-other-seal";
    public const string ChangedDocument = "stamp-changed-document";
    public const string UnknownCertificate = "stamp-unknown-certificate";
    public const string WrongSeal = "stamp-wrong-seal";
}
