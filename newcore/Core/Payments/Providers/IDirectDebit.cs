namespace Strangler.Core.Payments.Providers;

/// <summary>Direct debits by files with one bank.</summary>
public interface IDirectDebit
{
    string Provider { get; }

    /// <exception cref="ArgumentException">It does not fit the bank's file: a bug of whoever made it.</exception>
    byte[] Write(DebitBatch batch);

    DebitReturns Read(ReadOnlyMemory<byte> file);
}
