using Patterns.Analyzers.WriteAheadLog;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.WriteAheadLog;

/// <summary>Small logs and stores, and what the analyzer says of sources beside them.</summary>
internal static class Logs
{
    public const string Recognised = "PAT0400";

    /// <summary>A log of strings with their numbers, flushed, read back and cut.</summary>
    public const string Journal = """
        public sealed record Entry(string Key, int Value);

        public interface IJournal { void Append(Entry entry); Task AppendAsync(Entry entry); IEnumerable<Entry> ReadAll(); void Truncate(); }

        public sealed class Journal(string path) : IJournal
        {
            private readonly FileStream _file = new(path, FileMode.OpenOrCreate);

            public void Append(Entry entry)
            {
                _file.Seek(0, SeekOrigin.End);
                var checksum = 17;
                using var writer = new BinaryWriter(_file, System.Text.Encoding.UTF8, leaveOpen: true);
                writer.Write(entry.Key);
                writer.Write(entry.Value ^ checksum);
                _file.Flush(flushToDisk: true);
            }

            public Task AppendAsync(Entry entry) { Append(entry); return Task.CompletedTask; }

            public IEnumerable<Entry> ReadAll()
            {
                _file.Position = 0;
                using var reader = new BinaryReader(_file, System.Text.Encoding.UTF8, leaveOpen: true);
                while (_file.Position < _file.Length) yield return new(reader.ReadString(), reader.ReadInt32());
            }

            public void Truncate() => _file.SetLength(0);
        }

        """;

    /// <summary>The findings in sources, with their messages.</summary>
    public static Task<System.Collections.Immutable.ImmutableArray<Found>> Find(params string[] sources) => Finds.In<WriteAheadLogAnalyzer>(sources);

    /// <summary>The recognised types of a source, by name.</summary>
    public static async Task<string[]> RecognisedIn(params string[] sources) =>
        [.. (await Find(sources)).Where(finding => finding.Id == Recognised).Select(finding => finding.Text)];

    /// <summary>The recognised types of sources that use a library.</summary>
    public static async Task<string[]> RecognisedWith(string library, params string[] sources) =>
        [.. (await Finds.In<WriteAheadLogAnalyzer>(Source.Compile(sources).AddReferences(Source.Compile(library).WithAssemblyName("Library").ToMetadataReference())))
            .Where(finding => finding.Id == Recognised).Select(finding => finding.Text)];

    /// <summary>The rule reports the marked spans in code that stands beside <see cref="Journal"/>.</summary>
    public static Task Reports(string id, string markup) => Verify<WriteAheadLogAnalyzer>.Reports(id, markup, test => test.TestState.Sources.Add(("Journal.cs", Journal)));
}
