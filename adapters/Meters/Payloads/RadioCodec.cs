namespace Strangler.Meters.Payloads;

/// <summary>How a LoRaWAN device packs its frames.</summary>
public enum RadioCodec
{
    /// <summary>By port and build of the frame.</summary>
    Recognise,

    /// <summary>Axioma Qalcosonic W1, enhanced 24 hours, port 100.</summary>
    AxiomaW1,

    /// <summary>Kamstrup flowIQ: M-Bus records with inverse compact profiles.</summary>
    KamstrupMbus,
}
