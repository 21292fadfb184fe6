namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>What the name of a library's member says about the content that passes through it.</summary>
internal static class ContentVerbs
{
    private static readonly string[] Forms =
    [
        "Serialize", "Serialise", "Encode", "GetBytes", "ToArray", "ToBytes", "ToByteArray", "ToJson", "ToString", "Marshal", "Pack", "Compress", "Encrypt",
    "Clone", "Normalize", "AsSpan",
        "AsMemory", "Concat", "Write", "Append", "AsStream", "ToStream", "Slice",
    ];

    private static readonly string[] Stores =
    [
        "Add", "Put", "Set", "Insert", "Upsert", "Write", "Store", "Save", "Upload", "Create", "Copy", "Move", "Append", "Replace", "Persist", "Import",
    "Ingest", "Rename", "Link", "Index", "Push",
    ];

    /// <summary>True when a value comes out in another form: serialised, encoded, copied.</summary>
    public static bool ChangesForm(string name) => StartsWithAny(name, Forms);

    /// <summary>True when an object becomes text or bytes.</summary>
    public static bool Serialises(string name) => StartsWithAny(name, ["Serialize", "Serialise", "SerializeObject", "ToJson", "Marshal", "Pack"]);

    /// <summary>True when the value is left somewhere: <c>PutAsync</c>, <c>TryAdd</c>, <c>GetOrAdd</c>, <c>CopyTo</c>.</summary>
    public static bool LeavesBehind(string name) =>
        StartsWithAny(name, Stores) || Behind(name, "Try") || Behind(name, "GetOr") || Behind(name, "String") || Behind(name, "Object") || Behind(name, "Hash");

    /// <summary>True when the receiver gives its content to the argument.</summary>
    public static bool Pours(string name) => StartsWithAny(name, ["CopyTo", "MoveTo", "WriteTo", "SaveTo", "SaveAs", "Read"]);

    /// <summary>True when the receiver takes the arguments' content.</summary>
    public static bool Takes(string name) => StartsWithAny(name, ["Write", "Append", "CopyFrom", "Transform"]);

    /// <summary>True when an argument is filled from another one.</summary>
    public static bool Fills(string name) => StartsWithAny(name, ["Serialize", "Serialise", "Copy", "BlockCopy", "Write", "Encode", "CopyTo"]);

    private static bool Behind(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && StartsWithAny(name.Substring(prefix.Length), Stores);

    /// <summary>True when the name begins with one of the words as a whole word.</summary>
    private static bool StartsWithAny(string name, string[] words)
    {
        foreach (var word in words)
            if (name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (name.Length == word.Length || !char.IsLower(name[word.Length]))) return true;
        return false;
    }
}
