namespace Strangler.AquaCis.Soap;

public enum FaultCode
{
    /// <summary>The request is wrong: sending it again will not help.</summary>
    Client,

    /// <summary>The request was understood, and answering it failed.</summary>
    Server,

    /// <summary>Another version of SOAP.</summary>
    VersionMismatch,

    /// <summary>WSS4J's word for credentials that are wrong.</summary>
    FailedAuthentication,

    /// <summary>WSS4J's word for a security header that is missing or cannot be used.</summary>
    InvalidSecurity,
}
