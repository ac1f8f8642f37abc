// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// A token of Polygon: burnt to be paid out on Ethereum.
contract ChildToken {
    event Transfer(address indexed from, address indexed to, uint256 value);

    mapping(address => uint256) public balanceOf;

    function deposit(address user, uint256 amount) external {
        balanceOf[user] += amount;
        emit Transfer(address(0), user, amount);
    }

    function withdraw(uint256 amount) public {
        balanceOf[msg.sender] -= amount;
        emit Transfer(msg.sender, address(0), amount);
    }

    function withdrawTwice(uint256 amount) external {
        withdraw(amount);
        withdraw(amount);
    }
}

/// Reads what RLP writes, one item at a time.
library Rlp {
    /// Where the content of the item at this place begins, and how long it is.
    function content(bytes memory data, uint256 at) internal pure returns (uint256 start, uint256 size) {
        uint256 first = uint8(data[at]);
        if (first < 0x80) return (at, 1);
        uint256 base = first < 0xc0 ? 0x80 : 0xc0;
        if (first - base <= 55) return (at + 1, first - base);
        uint256 digits = first - base - 55;
        for (uint256 i = 1; i <= digits; i++) size = (size << 8) | uint8(data[at + i]);
        start = at + 1 + digits;
        require(start + size <= data.length, "cut off");
    }

    /// The content of the member with this number of the list at this place.
    function member(bytes memory data, uint256 at, uint256 number) internal pure returns (uint256 start, uint256 size) {
        (start, size) = content(data, at);
        uint256 next = start;
        for (uint256 i = 0; i <= number; i++) {
            at = next;
            (start, size) = content(data, at);
            next = start + size;
        }
    }

    /// Where the member with this number of the list at this place begins.
    function place(bytes memory data, uint256 at, uint256 number) internal pure returns (uint256 next) {
        (next, ) = content(data, at);
        for (uint256 i = 0; i < number; i++) {
            (uint256 start, uint256 size) = content(data, next);
            next = start + size;
        }
    }

    function bytesAt(bytes memory data, uint256 at, uint256 number) internal pure returns (bytes memory out) {
        (uint256 start, uint256 size) = member(data, at, number);
        out = new bytes(size);
        for (uint256 i = 0; i < size; i++) out[i] = data[start + i];
    }

    function numberAt(bytes memory data, uint256 at, uint256 number) internal pure returns (uint256 value) {
        (uint256 start, uint256 size) = member(data, at, number);
        for (uint256 i = 0; i < size; i++) value = (value << 8) | uint8(data[start + i]);
    }
}

/// Pays out on Ethereum what a receipt of Polygon says was burnt, each event once. It checks no proof of the receipt.
contract ExitManager {
    mapping(bytes32 => bool) public isDone;

    function exit(ExitPredicate predicate, bytes memory data) public {
        uint256 turn = Rlp.numberAt(data, 0, 9);
        bytes32 id = keccak256(abi.encode(Rlp.numberAt(data, 0, 2), Rlp.bytesAt(data, 0, 8), turn));
        require(!isDone[id], "done already");
        isDone[id] = true;
        bytes memory receipt = Rlp.bytesAt(data, 0, 6);
        uint256 logs = Rlp.place(receipt, 1, 3);
        uint256 log = Rlp.place(receipt, logs, turn);
        uint256 topics = Rlp.place(receipt, log, 1);
        require(Rlp.numberAt(receipt, topics, 0) == uint256(keccak256("Transfer(address,address,uint256)")), "no burn");
        require(Rlp.numberAt(receipt, topics, 2) == 0, "no burn");
        predicate.pay(payable(address(uint160(Rlp.numberAt(receipt, topics, 1)))), Rlp.numberAt(receipt, log, 2));
    }

    /// As the bridge is called: the predicate of coins is known.
    function exit(bytes calldata data) external {
        exit(ExitPredicate(payable(0x8484Ef722627bf18ca5Ae6BcF031c23E6e922B30)), data);
    }
}

contract ExitPredicate {
    event ExitedEther(address indexed exitor, uint256 amount);

    function pay(address payable user, uint256 amount) external {
        emit ExitedEther(user, amount);
        (bool sent, ) = user.call{value: amount}("");
        require(sent);
    }
}
