// placeholder entry, filled below
export {};
